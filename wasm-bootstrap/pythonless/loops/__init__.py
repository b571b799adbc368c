"""asyncio, waiting and stopping: how calls run, block and end."""
