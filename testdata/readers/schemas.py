"""Reads JSON Schemas with Debian's validators: schemas.py jsonschema|fastjsonschema SCHEMA...

Says what it refuses, and nothing where all is well.
"""

import importlib
import json
import sys

module = importlib.import_module(sys.argv[1])
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    try:
        if sys.argv[1] == "fastjsonschema":
            module.compile(schema)
        else:
            validator = module.validators.validator_for(schema)
            validator.check_schema(schema)
            for document in ({}, [{}]):  # what a schema refers to is looked for when a document is read
                list(validator(schema).iter_errors(document))
    except Exception as why:
        print(f"{path}: {why}")
