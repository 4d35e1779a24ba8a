using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the schemes of HTTP.</summary>
public sealed class SchemeCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        [("https", "over TLS"), ("http", "without TLS")];
}
