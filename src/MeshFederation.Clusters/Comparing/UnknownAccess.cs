using System.Collections.Concurrent;
using System.Globalization;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Comparing;

/// <summary>Collects what keeps it from being known whether publishing leads callers past AuthorizationPolicies.</summary>
internal sealed class UnknownAccess
{
    private const string Question = "whether callers of other clusters get past AuthorizationPolicies";

    /// <summary>It took too long.</summary>
    public const string Late = $"It is not known {Question}, since that was not read within -Timeout.";

    private readonly ConcurrentBag<string> _sentences = [];

    public IEnumerable<string> Sentences => _sentences.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Objects may not be read; a namespace of nothing stands for all.</summary>
    public void AddUnread(MeshCluster cluster, ReadKind kind, string space) => Add(
        cluster,
        $"since its {kind.Title} objects{(space.Length == 0 ? "" : $" of the namespace '{space}'")} may not be read. The role of "
        + "docs/clusterrole.yaml grants it.");

    /// <summary>The mesh configuration may not be read, or cannot.</summary>
    public void AddTrust(MeshCluster cluster, string why) => Add(
        cluster, $"and judged by the trust domains that were declared, since its mesh configuration could not be read: {why}");

    /// <summary>The mesh configuration says another trust domain than the one that was declared, or read a while ago.</summary>
    public void AddOtherDomain(MeshCluster cluster, string domain) => _sentences.Add(
        $"Cluster '{cluster.Name}': its mesh configuration says the trust domain '{domain}', by which callers are judged, and not "
        + $"'{cluster.TrustDomain}', for which identities and access policies are written. Say it: "
        + $"New-MeshCluster {cluster.Name} -TrustDomain {domain}; Get-MeshCluster reads it.");

    /// <summary>A policy decides by what callers choose themselves, or somebody else decides.</summary>
    public void AddUndecided(MeshAccess line) => _sentences.Add(
        $"Cluster '{line.Cluster}': {Question} there is not known for {line.Service}, which {line.Policy} guards: {line.Message}. "
        + "Compare-MeshAccess shows each caller.");

    /// <summary>Policies are for the pods or the waypoint of a service in ambient mode.</summary>
    public void AddAmbient(MeshCluster cluster, MeshService service) => Add(
        cluster,
        $"since policies that may be for {service} are not judged where it is called in ambient mode. Compare-MeshAccess -Live says whom "
        + "ztunnels let in.");

    /// <summary>What is wanted are objects of which no declaration is kept.</summary>
    public void AddUndeclared() => _sentences.Add(
        $"It is not known {Question}, since no declaration is kept of what is to be published. Compare-MeshAccess shows it for services.");

    /// <summary>Objects say otherwise than their declaration, so services may be missing in it.</summary>
    public void AddBeside(IReadOnlyList<string> differences) => _sentences.Add(
        $"It is not known {Question} {PlanDeclaration.More}{differences[0]}"
        + (differences.Count == 1 ? "." : string.Create(CultureInfo.InvariantCulture, $", and {differences.Count - 1} more.")));

    /// <summary>Something that it hangs on could not be read.</summary>
    public void AddFailed(MeshCluster cluster, string what, string why) => Add(cluster, $"since {what} could not be read: {why}");

    /// <summary>A federation calls a cluster otherwise than it is called here.</summary>
    public void AddRenamed(MeshCluster cluster, string federation, string name) => Add(
        cluster, $"since the federation '{federation}' calls it '{name}'. Call it so here, too: New-MeshCluster {name} -Context "
        + $"{cluster.Context}.");

    /// <summary>What a federation serves is not known.</summary>
    public void AddUnrecorded(string federation) => _sentences.Add(
        $"It is not known {Question} of what the federation '{federation}' serves, since no declaration of it can be read.");

    /// <summary>Two clusters keep different declarations of what a federation serves.</summary>
    public void AddDiffering(string federation, int revision, MeshCluster one, MeshCluster other) => _sentences.Add(
        string.Create(
            CultureInfo.InvariantCulture,
            $"It is not known {Question} of what the federation '{federation}' serves, since '{one}' and '{other}' keep different ")
        + string.Create(
            CultureInfo.InvariantCulture, $"declarations of its revision {revision}: one of them was changed by somebody else."));

    /// <summary>A federation has published more than its newest declaration says.</summary>
    public void AddPart(string federation) => _sentences.Add(
        $"It is not known {Question} of objects of the federation '{federation}' that are not of its newest declaration: earlier ones that "
        + "stayed, or changes that were declined.");

    /// <summary>What goes was published without a declaration that can be read.</summary>
    public void AddEarlier(string why) => _sentences.Add(
        $"It is not known {Question} once objects go that are no longer wanted: {why}");

    private void Add(MeshCluster cluster, string why) =>
        _sentences.Add($"Cluster '{cluster.Name}': {Question} there is not known, {why}");
}
