"""How answers reach people: sockets, one server a process, and the processes that share the sockets."""
