class PaymentGatewayBusy extends Error {
  name = 'PaymentGatewayBusy'
}
class CardDeclined extends Error {
  name = 'CardDeclined'
}

/** Charges a card through a gateway that is busy about half of the time, so that a retry can be seen; `card: "declined"` never passes. */
export async function handler({ orderId, amount, card }) {
  await new Promise((resolve) => setTimeout(resolve, 300))
  if (card === 'declined') throw new CardDeclined(`The bank refused ${amount} for order ${orderId}`)
  if (Math.random() < 0.5) throw new PaymentGatewayBusy('The payment gateway is busy, try again')
  return { receipt: `rcpt-${orderId}`, charged: amount }
}
