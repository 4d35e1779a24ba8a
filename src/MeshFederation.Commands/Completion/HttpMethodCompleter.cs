using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes HTTP methods.</summary>
public sealed class HttpMethodCompleter : NameCompleter
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        Methods.Select(method => (method, "HTTP " + method));
}
