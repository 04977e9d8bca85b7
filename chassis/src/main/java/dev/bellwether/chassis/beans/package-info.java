/// The beans that the chassis offers to every service, and the configuration of Kafka.
/// Not here: the classes that they are made of.
/// Begin with `ChassisBeans`.
package dev.bellwether.chassis.beans;
