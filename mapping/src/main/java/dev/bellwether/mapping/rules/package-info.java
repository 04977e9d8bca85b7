/// Features as CEL variables, the same in segment rules and playbooks.
/// Not here: the rules (segmentation-service, package `scheme`; playbook-service, package `playbook`).
/// Begin with `FeatureVariables`.
package dev.bellwether.mapping.rules;
