"""The ground floor: texts, places, languages, numbers. Nothing here knows of documents."""
