using System.Management.Automation;
using MeshFederation.Clusters.Declarations;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Federations;
using MeshFederation.Model.Export;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Commands;

/// <summary>Writes a whole federation, as it is declared, to one YAML file.</summary>
[Cmdlet(VerbsData.Export, "MeshFederation", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshFederation.md")]
[OutputType(typeof(MeshFileChange))]
public sealed class ExportMeshFederationCommand : CollectingCommand
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file to write to, as in ./bookinfo.federation.yaml.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The services.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "Services of New-MeshServiceEntry.")]
    [AllowEmptyCollection]
    [ServiceArgument]
    public MeshService[] InputObject { get; set; } = [];

    /// <summary>Overwrite a file that is no federation, or whose comments would be lost.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    private protected override bool IsKept => true;

    /// <inheritdoc />
    protected override void Process() => Collect(InputObject.Sound());

    /// <inheritdoc />
    protected override void End()
    {
        var declaration = Declared.Of(NameOrDefault, Name, IsBound(nameof(AddressPool)) ? AddressPool : null, Services);
        var change = DeclarationFile.Prepare(FileSystemPath.Resolve(this, Path), declaration, Force);
        if (DeclarationWriter.ReadClusters(Services) is { Count: > 0 } read)
        {
            WriteVerbose($"The file says of {string.Join(", ", read)} what can be declared. What else was read, as namespaces and istiod's "
                + "environment, is read again where it is needed: Get-MeshCluster … | Import-MeshFederation -Path PATH.");
        }

        if (change.Action != FileAction.Unchanged)
        {
            if (!ShouldProcess($"{change.Action} file '{change.Path}'.", $"{change.Action} file '{change.Path}'?", "Export-MeshFederation"))
                return;
            DeclarationFile.Write(change.Path, declaration);
        }

        WriteObject(change);
    }
}
