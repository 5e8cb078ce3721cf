"""What a picture shows, in numbers: shared by the engine that paints and by the question whether a face is the same."""
