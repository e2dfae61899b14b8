"""Print, as JSON, what SAM makes of a template before CloudFormation sees it; nobody is asked and nothing is uploaded.

.tools/sam/bin/python local/tools/sam/translate.py template.yaml '{"Stage": "prod"}'
"""

import json
import sys
from pathlib import Path
from typing import Any

from boto3.session import Session
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

UPLOADED = "s3://bucket/key"
"""Where `sam deploy` would have put code by then."""


def uploaded(template: dict[str, Any]) -> dict[str, Any]:
    """The template as it is when all that it points to on this machine has been uploaded."""
    where = {
        "AWS::Serverless::Function": "CodeUri",
        "AWS::Serverless::LayerVersion": "ContentUri",
        "AWS::Serverless::StateMachine": "DefinitionUri",
    }
    for resource in template["Resources"].values():
        if resource["Type"] in where:
            resource["Properties"][where[resource["Type"]]] = UPLOADED
    return template


def main() -> None:
    """Translate the template in the first argument with the parameters in the second."""
    template = uploaded(yaml_parse(Path(sys.argv[1]).read_text()))
    session = Session(region_name="eu-west-1")  # for the name of its partition
    json.dump(Translator({}, Parser(), boto_session=session).translate(template, json.loads(sys.argv[2])), sys.stdout)


if __name__ == "__main__":
    main()
