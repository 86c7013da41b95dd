"""The grader's side: it starts servers, hands work to their children, reads their tapes, and is never seen inside."""
