const STOCK = { 'walking boots': 12, 'rain jacket': 3, tent: 0 }

/** Reserves `quantity` of `item`; says whether there was enough. */
export async function handler({ orderId, item, quantity = 1 }) {
  const available = (STOCK[item] ?? 0) >= quantity
  return { available, reservation: available ? `res-${orderId}` : null }
}
