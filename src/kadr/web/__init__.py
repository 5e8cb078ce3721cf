"""kadr at http://localhost:8080: a JSON API with live events, and a plain page that needs no script.

guard      who may talk to the server, and how much at once
app        the application: routes, errors in words
routes/    one file for each kind of thing
events     what happens, told to everybody who listens
pages      the plain page
"""
