using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>The base of rules that look at each way from one cluster to a service of another.</summary>
internal abstract class WayRule : Rule
{
    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(MeshManifest, string?, string)>();
        foreach (var way in Ways(federation))
        {
            if (Fault(way) is not { } message) continue;
            var (manifest, field) = Place(way);
            if (!said.Add((manifest, field, message))) continue;
            report.AtPath(manifest, field, message, CauseOf(way) is { } key ? new Cause(key, way.Description) : null);
        }
    }

    /// <summary>The ways to look at.</summary>
    protected virtual IReadOnlyList<GatewayCall> Ways(FederationView federation) => federation.Ways;

    /// <summary>What is wrong with a way, in one sentence, or null.</summary>
    protected abstract string? Fault(GatewayCall way);

    /// <summary>The object and field to mend: those that decide on TLS and the server name, unless a rule says otherwise.</summary>
    protected virtual (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (way.Decider, way.Field);

    /// <summary>
    /// What is the same for all ways that one change mends: the place to mend, unless a rule says otherwise; null where each is mended by
    /// itself.
    /// </summary>
    protected virtual object? CauseOf(GatewayCall way) => Place(way);
}
