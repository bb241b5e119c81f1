"""The commands of `suwen`, one module each; every module has its click command under the name `command`."""
