"""kadr at http://localhost:8080: a JSON API with live events, and a plain page that needs no script.

guard      who may talk to the server, and how much at once: door, rules, head, exchange, token, problem
uploads    pictures that people send, decoded in a process of their own
app        the application: errors in words; asked and views are the shapes that it takes and gives
routes/    one file for each kind of thing
events     what happens, told to everybody who listens
pages/     the plain page; manual: the API's, from its own description
server     all of it on a port
"""
