import ad from './ad-service.js'
import billing from './billing-service.js'
import consent from './consent-service.js'
import flow from './flow.js'
import notification from './notification-service.js'
import promises from './promises.js'

export const dashboards = [flow, promises, consent, notification, billing, ad]
