/// The command `resume`: suspended accounts are processed again, in every service that suspended them.
/// Not here: how a service makes up for what an account has missed (`Operations.ResumeAccount`).
/// Begin with [AccountResumption].
package dev.bellwether.cli.resume;
