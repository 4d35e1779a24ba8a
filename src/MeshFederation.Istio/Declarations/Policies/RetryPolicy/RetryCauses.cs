using System.Collections.Immutable;
using System.Globalization;

namespace MeshFederation.Istio.Declarations.Policies.RetryPolicy;

/// <summary>Why requests may be sent again (istio pkg/config/validation/agent/validation.go supportedRetryOnPolicies).</summary>
public static class RetryCauses
{
    /// <summary>The words, those that help between clusters first.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        "connect-failure", "refused-stream", "reset", "reset-before-request", "gateway-error", "5xx", "retriable-4xx",
        "retriable-status-codes", "retriable-headers", "envoy-ratelimited", "http3-post-connect-failure", "cancelled",
        "deadline-exceeded", "internal", "resource-exhausted", "unavailable",
    ];

    /// <summary>Whether a cause is one: a word, or a status code that HTTP knows by a name.</summary>
    /// <param name="cause">The cause.</param>
    /// <returns>True when it is.</returns>
    public static bool IsKnown(string cause) => Words.Contains(cause, StringComparer.Ordinal)
        || (int.TryParse(cause, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && Enum.IsDefined((System.Net.HttpStatusCode)status) && status is not (306 or 419 or 420));
}
