using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Warning headers, as RFC 9110's 299.</summary>
internal static class Warnings
{
    /// <summary>An answer with warnings.</summary>
    public static ApiAnswer On(ApiAnswer answer, IReadOnlyCollection<string> warnings) =>
        warnings.Count == 0
            ? answer
            : answer.With(
                "Warning", string.Join(", ", warnings.Select(text => $"299 - \"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")));
}
