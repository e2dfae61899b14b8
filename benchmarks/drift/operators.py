"""All operators, in the order in which a sample goes through them."""

from benchmarks.drift import attributes, deployment, grants, harmless, leaks, sentences, terms
from benchmarks.drift.mutants import Operator

DRIFT: tuple[Operator, ...] = (
    attributes.drop_attribute,
    attributes.rename_attribute,
    attributes.retype_attribute,
    attributes.undeclare_attribute,
    attributes.undeclare_field,
    attributes.recategorize,
    attributes.drop_place,
    terms.change_basis,
    terms.change_purpose,
    terms.change_duration,
    terms.change_start,
    terms.change_role,
    terms.change_recipient,
    terms.change_erasure,
    deployment.change_deployed_duration,
    deployment.change_region,
    deployment.change_sink,
    deployment.undeclare_resource,
    grants.widen_action,
    grants.widen_resource,
    grants.widen_principal,
    grants.lift_condition,
    grants.attach_policy,
    leaks.log_value,
    leaks.log_deployed_value,
    leaks.name_host,
    sentences.delete_clause,
    sentences.edit_clause,
    sentences.restate_clause,
)

HARMLESS: tuple[Operator, ...] = (
    harmless.new_attribute,
    harmless.rename_local,
    harmless.reorder_functions,
    harmless.reorder_attributes,
    harmless.comment_code,
    harmless.comment_yaml,
    harmless.reorder_resources,
    harmless.reorder_statements,
    harmless.reformat_yaml,
)

RENDERED = {harmless.new_attribute.__name__, harmless.reorder_resources.__name__}
"""Harmless once what is rendered is rendered anew: the map lists every attribute, so writing it there declares it,
and the picture of the system shows stores in the template's order."""
