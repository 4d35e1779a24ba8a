using System.Globalization;

namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>
/// How long the caller lets the server take; what is not done by then is not done any more (kubernetes apiserver
/// pkg/endpoints/filters/request_deadline.go). Of what Go takes for a duration one number and unit are known.
/// </summary>
internal static class RequestDeadline
{
    private static readonly (string Unit, TimeSpan One)[] Units =
        [("ns", TimeSpan.Zero), ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1))];

    /// <summary>Ends a request whose time is over.</summary>
    /// <param name="request">The request.</param>
    /// <param name="elapsed">How long ago it came.</param>
    public static void Check(ApiRequest request, TimeSpan elapsed)
    {
        if (request["timeout"] is not { Length: > 0 } text) return;
        var (unit, one) = Units.First(known => text.EndsWith(known.Unit, StringComparison.Ordinal));
        if (elapsed >= one * double.Parse(text[..^unit.Length], CultureInfo.InvariantCulture))
            throw new StatusException(StatusBody.Failure(504, "Timeout", "Timeout: request did not complete within the allotted timeout"));
    }
}
