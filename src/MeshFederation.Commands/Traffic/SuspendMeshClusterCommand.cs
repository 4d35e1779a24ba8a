using System.Management.Automation;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Takes all requests of services off clusters, until these are resumed; gives changed copies.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "MeshCluster", HelpUri = HelpLink.Base + "Suspend-MeshCluster.md")]
[OutputType(typeof(MeshService))]
public sealed class SuspendMeshClusterCommand : SuspensionCommand
{
    private protected override IReadOnlyList<MeshService> Change(IReadOnlyList<MeshService> services, IReadOnlyList<string> clusters)
    {
        if (clusters.FirstOrDefault(name => services.All(service => service.In(name) is null)) is { } unknown)
            throw SuspensionErrors.Unknown(unknown, services);
        return [.. services.Select(service => service.WithSuspended(clusters))];
    }
}
