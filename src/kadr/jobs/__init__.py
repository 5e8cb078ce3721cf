"""The queue, and the workers that work it off.

values      jobs, their items, events
migrations  the database's tables, version by version
database    the file: opened, checked, restored, backed up
queue       what people and lanes do with it
protocol    what the server and a worker say to each other
worker      a worker process, seen from the server
errand      one claim in the hands of one worker
lane        the thread that feeds a worker
pace        time left, from measured steps
"""
