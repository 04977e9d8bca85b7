/// The commands `simulate`: write the simulator's customers to files.
/// Not the customers themselves: see the module `simulator`.
/// Begin with [SimulateCommand].
package dev.bellwether.local.simulate;
