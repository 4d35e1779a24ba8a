using MeshFederation.Model.Access;
using MeshFederation.Model.Collections;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>Whom of one trust domain an access policy lets in.</summary>
internal sealed class AccessGrant
{
    public AccessGrant(MeshAccessPolicy policy, IEnumerable<string> principals) =>
        (Policy, Principals) = (policy, principals.ToValueList());

    public MeshAccessPolicy Policy { get; }

    /// <summary>The principals; an asterisk at the end stands for the rest.</summary>
    public ValueList<string> Principals { get; }

    /// <summary>Whether it lets in all whom a principal stands for.</summary>
    public bool Covers(string principal) => Principals.Any(own => Covers(own, principal));

    public static bool Covers(string pattern, string principal) =>
        pattern == principal || (pattern.EndsWith('*') && principal.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
