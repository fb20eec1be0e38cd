"""Reads JSON lines {"operation": name, "side": "input" | "output", "value": …} and answers, for each, botocore's complaints: the requests that
pipeline steps send and the answers that describe executions, against AWS's own model of them."""

import json
import sys

import botocore.session
from botocore.validate import ParamValidator

models = {}
for line in sys.stdin:
    case = json.loads(line)
    service = case.get("service", "sagemaker")
    if service not in models:
        models[service] = botocore.session.get_session().get_service_model(service)
    operation = models[service].operation_model(case["operation"])
    shape = operation.input_shape if case["side"] == "input" else operation.output_shape
    report = ParamValidator().validate(case["value"], shape)
    print(json.dumps(report.generate_report()))
