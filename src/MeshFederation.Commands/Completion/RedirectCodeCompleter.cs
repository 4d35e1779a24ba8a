using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the statuses that say to ask elsewhere (RFC 9110, section 15.4).</summary>
public sealed class RedirectCodeCompleter : NameCompleter
{
    private static readonly (string Code, string Meaning)[] Codes =
    [
        ("301", "moved for good; a POST may become a GET"),
        ("302", "found for now; a POST may become a GET"),
        ("303", "see the other by GET"),
        ("307", "for now, by the same method"),
        ("308", "for good, by the same method"),
    ];

    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) => Codes;
}
