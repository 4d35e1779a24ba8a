using System.Management.Automation;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Identity;

namespace MeshFederation.Commands;

/// <summary>Writes authorities and clusters' certificates to files, of which those with keys are their owner's alone.</summary>
[Cmdlet(VerbsData.Export, "MeshCertificate", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshCertificate.md")]
[OutputType(typeof(MeshFileChange))]
public sealed class ExportMeshCertificateCommand : MeshCommand
{
    /// <summary>The folder; each cluster has one of its name in it.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The folder to write to, as in ./certs.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Authorities, and certificates of clusters.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        HelpMessage = "What New-MeshCertificateAuthority or New-MeshIntermediateCertificate gave.")]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>Overwrites files that say something else.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var folder = FileSystemPath.Resolve(this, Path);
        switch (InputObject.BaseObject)
        {
            case MeshCertificateAuthority authority:
                Export("", folder, $"the authority '{authority}'", CertificateFile.Of(authority));
                break;
            case MeshIntermediateCertificate { Cluster: var cluster } certificate:
                var own = System.IO.Path.Combine(folder, cluster);
                Export(cluster, own, $"the certificate of '{cluster}'", CertificateFile.Of(certificate));
                break;
            default:
                throw NoCertificate();
        }
    }

    private void Export(string cluster, string folder, string what, IReadOnlyList<CertificateFile> files)
    {
        var changes = new PrivateFiles(folder, Force).Plan(cluster, files);
        var written = changes.Where(change => change.Action != FileAction.Unchanged).ToList();
        var does = $"Write {what} to '{folder}': {string.Join(", ", written.Select(change => $"{change.Action} {change.File}"))}";
        if (written.Count > 0 && !ShouldProcess(does + ".", does + "?", "Export-MeshCertificate"))
        {
            return;
        }

        foreach (var (change, file) in changes.Zip(files))
        {
            PrivateFiles.Write(change, file);
            WriteObject(change);
        }
    }

    private MeshException NoCertificate() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{InputObject}' is neither an authority nor the certificate of a cluster.",
        "Give what New-MeshCertificateAuthority, New-MeshIntermediateCertificate or Import-MeshCertificate gave.",
        InputObject);
}
