// Passkeys need a script; without one the buttons stay hidden and the other ways of signing in are there.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  for (const element of document.querySelectorAll('[data-passkey]')) element.hidden = false
})
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const place = document.querySelector('[data-passkey-error]')
  if (place) {
    place.hidden = false
    place.focus()
  }
})
