using System.Management.Automation;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes clusters, the names of clusters that were made or read in this session, contexts of the kubeconfig, and clusters that came out of
/// a job or a file.
/// </summary>
public sealed class ClusterArgumentAttribute : FriendlyArgumentAttribute<MeshCluster>
{
    /// <summary>The types of what other parameters take from the pipeline.</summary>
    public Type[] Besides { get; set; } = [];

    /// <inheritdoc />
    private protected override bool IsForAnother(object? value) => Array.Exists(Besides, type => type.IsInstanceOfType(value));

    /// <inheritdoc />
    protected override MeshCluster Read(object? item) => item switch
    {
        MeshCluster { IsNameOnly: false } cluster => cluster,
        MeshCluster named => Find(named.Name),
        string name => Find(name),
        MeshFederationDeclaration federation => throw NoCluster($"The federation '{federation}'", "$federation", federation),
        MeshService service => throw NoCluster($"The service '{service}'", "$service", service),
        PSObject bag when ClusterConverter.IsCluster(bag) => ClusterConverter.Read(bag),
        _ => throw NotFound(item),
    };

    /// <inheritdoc />
    protected override void Begin(SessionState session) => LocationOfSession.Tell(session);

    private static MeshCluster Find(string name) => MeshSession.Current.Find(name) ?? ContextClusters.Find(name) ?? throw NotFound(name);

    private static MeshException NoCluster(string what, string variable, object item) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"{what} is no cluster.",
        $"Give the clusters where it runs, {variable}.Cluster, or those that call it, {variable}.ClientCluster.",
        item);

    private static MeshException NotFound(object? item)
    {
        var known = KnownNames.Of([.. MeshSession.Current.Clusters.Select(cluster => cluster.ToString())], $"{item}");
        return new(
            MeshErrorId.ClusterNotFound,
            MeshErrorKind.ObjectNotFound,
            $"{(item is null ? "The cluster is $null" : $"There is no cluster '{item}' in this session, and no such context")}."
            + $"{(known.Length > 0 ? $" Known are {known}." : "")}",
            item is null
                ? "Check the variable that is given, or give the name of a known cluster."
                : "Read it from its context: Get-MeshCluster CONTEXT. Or describe it: New-MeshCluster NAME -GatewayAddress ADDRESS.",
            item);
    }
}
