from pathlib import Path

import pytest
from local import deploy, gaps
from local.progress import Progress
from local.settings import LocalError, Stack

TEMPLATE = """
Parameters:
  Stage: {Type: String}
Resources:
  Things:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "${AWS::StackName}-things"
      TimeToLiveSpecification: {AttributeName: until, Enabled: true}
  Bucket: {Type: AWS::S3::Bucket, DeletionPolicy: !If [OnAws, Retain, Delete]}
Outputs:
  Both: {Value: !Join [",", [!Ref Things, !GetAtt Bucket.Arn]], More: !Transform {Name: x}}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "functions" / "web").mkdir(parents=True)
    (tmp_path / "functions" / "web" / "pages.py").write_text("x = 1\n")
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path


def digest(checkout: Path, **parameters: str) -> str:
    return deploy.digest(checkout, ("template.yaml", "functions", "absent"), parameters)


def test_bytecode_does_not_make_a_deploy_needed(checkout: Path) -> None:
    before = digest(checkout)
    (checkout / "functions" / "web" / "__pycache__").mkdir()
    (checkout / "functions" / "web" / "__pycache__" / "pages.pyc").write_bytes(b"\0")
    assert digest(checkout) == before


@pytest.mark.parametrize("change", ["functions/web/pages.py", "functions/web/static.css", "template.yaml"])
def test_a_changed_or_new_file_makes_a_deploy_needed(checkout: Path, change: str) -> None:
    before = digest(checkout)
    (checkout / change).write_text("x = 2\n")
    assert digest(checkout) != before


def test_a_moved_file_makes_a_deploy_needed(checkout: Path) -> None:
    before = digest(checkout)
    (checkout / "functions/web/pages.py").rename(checkout / "functions/web/other.py")
    assert digest(checkout) != before


def test_another_origin_makes_a_deploy_needed(checkout: Path) -> None:
    assert digest(checkout, PublicOrigin="http://localhost:1") != digest(checkout, PublicOrigin="http://localhost:2")


def test_the_template_s_origin_is_the_front_s() -> None:
    assert deploy.parameters(Stack(port=8100))["PublicOrigin"] == "http://localhost:8100"


def test_the_first_error_of_sam_is_the_one_that_is_told() -> None:
    output = "Building\nError: the first\nError: what follows\nbye\n"
    assert deploy.reason(output) == "Error: the first"


@pytest.mark.parametrize(("output", "told"), [("one\n\ntwo\n\n", "two"), ("", "it said nothing")])
def test_without_an_error_its_last_words_are_told(output: str, told: str) -> None:
    assert deploy.reason(output) == told


def test_progress_shows_the_last_sentence_and_no_rules_of_tables(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert deploy.last_line(log) == ""
    log.write_text("Uploading to x  10%\rUploading to x  90%\n------\nResourceStatus   ResourceType\n   wrapped\n")
    assert deploy.last_line(log) == "Uploading to x 90%"


def test_a_template_is_read_with_its_short_forms(checkout: Path) -> None:
    template = checkout / "template.yaml"
    assert gaps.declared_parameters(template) == {"Stage"}
    assert list(gaps.tables(template)) == ["Things"]
    assert gaps.tables(template)["Things"]["TimeToLiveSpecification"] == {"AttributeName": "until", "Enabled": True}


def test_a_template_that_is_not_yaml_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("a: [")
    with pytest.raises(LocalError, match=r"^template.yaml is not YAML: .*line \d"):
        gaps.read(tmp_path / "template.yaml")


def test_a_checkout_without_template_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="missing"):
        deploy.deploy(Stack(folder=tmp_path), Progress(), root=tmp_path)
