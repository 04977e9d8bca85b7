/// The one environment for CEL expressions over features, the same in segment rules and playbooks.
/// Not here: the rules (segmentation-service, package `scheme`; playbook-service, package `playbook`).
/// Begin with `FeatureEnvironment`.
package dev.bellwether.mapping.rules;
