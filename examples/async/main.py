"""An async handler: three waits at once take as long as the longest."""

import asyncio
import time


async def fetch_price(shop, seconds):
    await asyncio.sleep(seconds)
    return {"shop": shop, "price": len(shop) * 100}


async def handler(event, context):
    started = time.perf_counter()
    prices = await asyncio.gather(
        fetch_price("north", 0.03),
        fetch_price("east", 0.02),
        fetch_price("southwest", 0.01),
    )
    return {"prices": prices, "wasQuick": time.perf_counter() - started < 0.06}
