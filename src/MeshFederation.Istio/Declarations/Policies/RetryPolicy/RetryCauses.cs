using System.Collections.Immutable;
using System.Globalization;

namespace MeshFederation.Istio.Declarations.Policies.RetryPolicy;

/// <summary>Why requests may be sent again (istio pkg/config/validation/agent/validation.go supportedRetryOnPolicies).</summary>
public static class RetryCauses
{
    /// <summary>No connection came about.</summary>
    public const string ConnectFailure = "connect-failure";

    /// <summary>The other side refused the stream, so nothing was done yet.</summary>
    public const string RefusedStream = "refused-stream";

    /// <summary>There was no answer: the connection broke, or time was over.</summary>
    public const string Reset = "reset";

    /// <summary>The connection broke before the request was sent.</summary>
    public const string ResetBeforeRequest = "reset-before-request";

    /// <summary>The status of gRPC for a call that was given up.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The status of gRPC of who cannot answer now.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>A status of HTTP that is named beside it.</summary>
    public const string StatusCodes = "retriable-status-codes";

    /// <summary>The status with which the caller's own proxy answers where nothing can be reached.</summary>
    public const string Unreachable = "503";

    private const string GatewayError = "gateway-error";
    private const string ServerError = "5xx";

    /// <summary>The words, those that help between clusters first.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        ConnectFailure, RefusedStream, Reset, ResetBeforeRequest, GatewayError, ServerError, "retriable-4xx",
        StatusCodes, "retriable-headers", "envoy-ratelimited", "http3-post-connect-failure", Cancelled,
        "deadline-exceeded", "internal", "resource-exhausted", Unavailable,
    ];

    /// <summary>Whether a cause is one: a word, or a status code that HTTP knows by a name.</summary>
    /// <param name="cause">The cause.</param>
    /// <returns>True when it is.</returns>
    public static bool IsKnown(ReadOnlySpan<char> cause) => IsWord(cause)
        || (int.TryParse(cause, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && Enum.IsDefined((System.Net.HttpStatusCode)status) && status is not (306 or 419 or 420));

    private static bool IsWord(ReadOnlySpan<char> cause)
    {
        foreach (var word in Words)
        {
            if (cause.SequenceEqual(word)) return true;
        }

        return false;
    }

    /// <summary>Whether a cause is an answer of a server that says that it failed.</summary>
    internal static bool IsServerError(string cause) =>
        cause is ServerError or GatewayError || (cause.Length == 3 && cause[0] == '5' && cause.All(char.IsAsciiDigit));
}
