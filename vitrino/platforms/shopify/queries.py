"""What we ask Shopify, in GraphQL."""

CUSTOMER = """id firstName lastName updatedAt
  defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
  defaultPhoneNumber { phoneNumber }"""

VISIT = """occurredAt landingPage referrerUrl utmParameters { source medium campaign content term }"""

ORDERS = f"""query Orders($first: Int!, $after: String, $query: String) {{
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
    pageInfo {{ hasNextPage endCursor }}
    nodes {{
      id name email phone createdAt processedAt updatedAt cancelledAt
      displayFinancialStatus displayFulfillmentStatus
      totalPriceSet {{ shopMoney {{ amount currencyCode }} }}
      totalRefundedSet {{ shopMoney {{ amount currencyCode }} }}
      fulfillments(first: 5) {{ createdAt deliveredAt displayStatus }}
      lineItems(first: 10) {{ nodes {{
        name quantity originalUnitPriceSet {{ shopMoney {{ amount currencyCode }} }}
      }} }}
      customer {{ {CUSTOMER} }}
      discountCodes customAttributes {{ key value }}
      customerJourneySummary {{ firstVisit {{ {VISIT} }} lastVisit {{ {VISIT} }} }}
    }}
  }}
}}"""

CUSTOMERS = f"""query Customers($first: Int!, $after: String, $query: String) {{
  customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
    pageInfo {{ hasNextPage endCursor }}
    nodes {{ {CUSTOMER} }}
  }}
}}"""

COUNT_ORDERS = """query OrdersCount($query: String) { ordersCount(query: $query, limit: null) { count } }"""

COUNT_CUSTOMERS = """query CustomersCount { customersCount { count } }"""

SHOP = """query Shop { shop { id name myshopifyDomain currencyCode }
  currentAppInstallation { accessScopes { handle } } }"""

HOOKS = """query Hooks($first: Int!) { webhookSubscriptions(first: $first) { nodes { id topic uri } } }"""

SUBSCRIBE = """mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id } userErrors { field message }
  }
}"""

UNSUBSCRIBE = """mutation Unsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
}"""
