// Picking a test card writes its number; a form that is on its way cannot be sent twice.
for (const pick of document.querySelectorAll('.test'))
  pick.addEventListener('click', () => {
    const form = pick.closest('form')
    form.elements.number.value = pick.dataset.number
    for (const other of form.querySelectorAll('.test'))
      other.setAttribute('aria-pressed', String(other === pick))
  })

for (const form of document.forms)
  form.addEventListener('submit', () => {
    // After the browser has read which button it was.
    setTimeout(() => {
      for (const button of form.querySelectorAll('button[type=submit]')) button.disabled = true
      form.classList.add('busy')
    })
  })

// Coming back by the browser's own button finds the page as it was before it was sent.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('form.busy button')) button.disabled = false
  for (const form of document.querySelectorAll('form.busy')) form.classList.remove('busy')
})
