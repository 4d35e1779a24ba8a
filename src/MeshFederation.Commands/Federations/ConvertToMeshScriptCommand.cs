using System.Management.Automation;
using MeshFederation.Commands.Federations;
using MeshFederation.Planning.Declarations.Scripts;

namespace MeshFederation.Commands;

/// <summary>Writes the PowerShell that declares the same federation.</summary>
[Cmdlet(VerbsData.ConvertTo, "MeshScript", HelpUri = HelpLink.Base + "ConvertTo-MeshScript.md")]
[OutputType(typeof(string))]
public sealed class ConvertToMeshScriptCommand : ServiceCommand
{
    /// <inheritdoc />
    protected override void End()
    {
        var declaration = Declared.Of(NameOrDefault, Name, IsBound(nameof(AddressPool)) ? AddressPool : null, Services);
        if (DeclarationScript.Untold(declaration) is { Count: > 0 } untold)
        {
            WriteWarning("The script leaves out what no cmdlet declares, since it is read of clusters and files: "
                + $"{string.Join("; ", untold)}. Export-MeshFederation keeps it.");
        }

        WriteObject(DeclarationScript.Write(declaration).TrimEnd('\n'));
    }
}
