using System.Management.Automation;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Brings the requests of services back to clusters that were suspended; gives changed copies.</summary>
[Cmdlet(VerbsLifecycle.Resume, "MeshCluster", HelpUri = HelpLink.Base + "Resume-MeshCluster.md")]
[OutputType(typeof(MeshService))]
public sealed class ResumeMeshClusterCommand : SuspensionCommand
{
    private protected override IReadOnlyList<MeshService> Change(IReadOnlyList<MeshService> services, IReadOnlyList<string> clusters)
    {
        if (clusters.FirstOrDefault(name => !services.Any(service => service.IsSuspended(name))) is { } other)
            throw SuspensionErrors.NotSuspended(other, services);
        return [.. services.Select(service => service.WithResumed(clusters))];
    }
}
