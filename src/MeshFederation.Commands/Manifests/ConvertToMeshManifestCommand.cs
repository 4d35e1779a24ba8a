using System.Management.Automation;
using MeshFederation.Commands.Session;
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

    /// <summary>Objects are looked at, or go on to who applies them: it is said, once, where whoever looks is not disturbed.</summary>
    private protected override void TellOfDefault()
    {
        base.TellOfDefault();
        if (MeshSession.Current.SayOnce("objects: " + DefaultNameText)) WriteInformation(DefaultNameText, []);
    }
}
