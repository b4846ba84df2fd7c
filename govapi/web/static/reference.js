"use strict";
/* The reference page of the API: no validator service, nothing from outside. */
const place = document.getElementById("reference");
SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  validatorUrl: null,
});
