"""The grader's side: starts servers, reads tapes, and is never seen inside."""
