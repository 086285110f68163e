// The library only writes to the console when a passkey fails; a person needs a sentence.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  var sentence = document.getElementById('passkey_failed')
  if (sentence) {
    sentence.hidden = false
    sentence.tabIndex = -1
    sentence.focus()
  }
})
