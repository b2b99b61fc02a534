class PaymentGatewayBusy extends Error {
  name = 'PaymentGatewayBusy'
}
class CardDeclined extends Error {
  name = 'CardDeclined'
}

/** Attempts that find the gateway busy, so that a retry can be seen in every execution. */
const BUSY_ATTEMPTS = 2

/** Charges a card through a busy gateway; `card: "declined"` is refused at once. `retryCount` is 0 in the first attempt. */
export async function handler({ order, retryCount }) {
  await new Promise((resolve) => setTimeout(resolve, 300))
  const { orderId, amount, card } = order
  if (card === 'declined') throw new CardDeclined(`The bank refused ${amount} for order ${orderId}`)
  if (retryCount < BUSY_ATTEMPTS) throw new PaymentGatewayBusy('The payment gateway is busy, try again')
  return { receipt: `rcpt-${orderId}`, charged: amount }
}
