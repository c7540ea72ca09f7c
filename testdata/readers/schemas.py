"""Reads JSON Schemas with Debian's validators: schemas.py jsonschema|fastjsonschema SCHEMA...

Says what it refuses, and nothing where all is well. X.json beside X.schema.json are documents that it must accept.
"""

import importlib
import json
import os
import sys

module = importlib.import_module(sys.argv[1])
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    try:
        good = []
        if os.path.exists(path.replace(".schema.json", ".json")):
            with open(path.replace(".schema.json", ".json"), encoding="utf-8") as file:
                good = json.load(file)
        if sys.argv[1] == "fastjsonschema":
            accepts = module.compile(schema)
            for document in good:
                accepts(document)
        else:
            validator = module.validators.validator_for(schema)
            validator.check_schema(schema)
            for document in ({}, [{}]):  # what a schema refers to is looked for when a document is read
                list(validator(schema).iter_errors(document))
            for document in good:
                validator(schema).validate(document)
    except Exception as why:
        print(f"{path}: {why}")
