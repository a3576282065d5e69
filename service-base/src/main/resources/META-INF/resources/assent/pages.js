// What makes the pages nicer; each of them works without it.

// Who acts with the keyboard or by ear is taken to what came of it.
document.addEventListener('htmx:afterSettle', (event) => {
  const result = document.getElementById(event.detail.target?.id ?? '')?.querySelector('[data-result]');
  result?.focus();
});

// Without an answer nothing is known of what was sent: the page is asked for anew, and shows how things stand.
document.addEventListener('htmx:sendError', () => location.reload());

// A change of the language stays at the card that is being read.
for (const link of document.querySelectorAll('a[data-keeps-place]')) {
  link.addEventListener('click', () => {
    const read = [...document.querySelectorAll('main [id]')].filter((part) => part.getBoundingClientRect().bottom > 0);
    link.hash = window.scrollY > 80 && read.length ? read[0].id : '';
  });
}

// The messenger hands its token over behind the #, which no server is sent; the form gives it away, once.
const entrance = document.querySelector('form[data-entrance]');
const handedOver = new URLSearchParams(location.hash.slice(1)).get('token');
if (handedOver) {
  history.replaceState(null, '', location.pathname + location.search);
  if (entrance) {
    entrance.elements.token.value = handedOver;
    entrance.requestSubmit();
  }
}

for (const opener of document.querySelectorAll('[data-opens]')) {
  opener.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById(opener.dataset.opens).showModal();
  });
}
