/// The commands `plan`: show, test and publish a tracking plan.
/// Not what a plan means: ingestion-service decides that.
/// Begin with [PlanCommand].
package dev.bellwether.cli.plan;
