using System.Management.Automation;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>Plans the objects of every cluster, in the order of publishing.</summary>
[Cmdlet(VerbsData.ConvertTo, "MeshManifest", HelpUri = HelpLink.Base + "ConvertTo-MeshManifest.md")]
[OutputType(typeof(MeshManifest))]
public sealed class ConvertToMeshManifestCommand : ServiceCommand
{
    /// <inheritdoc />
    protected override void End()
    {
        var manifests = FederationPlanner.Plan(Federate());
        WarnOfNothing(manifests);
        WriteObject(manifests, enumerateCollection: true);
    }
}
