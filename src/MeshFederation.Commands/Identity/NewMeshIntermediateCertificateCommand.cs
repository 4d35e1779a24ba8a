using System.Management.Automation;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Commands;

/// <summary>Makes the certificates with which the clusters' istiods sign those of workloads, below one root.</summary>
[Cmdlet(VerbsCommon.New, "MeshIntermediateCertificate", HelpUri = HelpLink.Base + "New-MeshIntermediateCertificate.md")]
[OutputType(typeof(MeshIntermediateCertificate))]
public sealed class NewMeshIntermediateCertificateCommand : DeclaringCommand
{
    /// <summary>The clusters, of which each gets a certificate of its own.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The clusters, as in cluster1, cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>What signs them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "An authority of New-MeshCertificateAuthority.")]
    [AllowNull]
    [PipedArgument(
        typeof(MeshCertificateAuthority),
        nameof(Authority),
        "an authority",
        "Make one with New-MeshCertificateAuthority, or read it: Import-MeshCertificate ./ca/root.")]
    public MeshCertificateAuthority? Authority { get; set; }

    /// <summary>The kind of the keys.</summary>
    [Parameter]
    [ChoiceArgument(typeof(CertificateKeyAlgorithm), nameof(KeyAlgorithm))]
    public CertificateKeyAlgorithm KeyAlgorithm { get; set; }

    /// <summary>When they end; in two years by default, or with what signs them.</summary>
    [Parameter]
    public DateTime? NotAfter { get; set; }

    /// <summary>The file of a request of one cluster, whose key stays where it is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RequestPath { get; set; }

    /// <summary>Binds each to the identities of its cluster's trust domain.</summary>
    [Parameter]
    public SwitchParameter NameConstraint { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        FaultedChoice.Require(nameof(Authority));
        if (IsBound(nameof(KeyAlgorithm))) FaultedChoice.Require(nameof(KeyAlgorithm));
        var options = new IntermediateOptions(TimeProvider.System.GetUtcNow())
        {
            KeyAlgorithm = KeyAlgorithm,
            End = NotAfter is { } end ? new DateTimeOffset(end) : null,
            NameConstraint = NameConstraint,
        };
        var clusters = Read(Cluster);
        options = options with { Peer = clusters.ToValueList() };
        if (NameConstraint) WarnOfOthers(clusters);
        if (RequestPath is null)
        {
            foreach (var cluster in clusters) WriteObject(IntermediateCertificate.Create(Authority!, cluster, options));
            return;
        }

        if (clusters is not [var only]) throw OneOnly(clusters.Length);
        if (IsBound(nameof(KeyAlgorithm))) throw NoNewKey();
        foreach (var path in FileSystemPath.ResolveExisting(this, RequestPath))
        {
            WriteObject(IntermediateCertificate.Sign(
                Authority!, only, CertificateTexts.Read(path), $"'{path}'", options));
        }
    }

    /// <summary>Whether a cluster that is not named checks what is signed here nobody says, so it is told and not refused.</summary>
    private void WarnOfOthers(MeshCluster[] clusters)
    {
        foreach (var other in MeshSession.Current.Clusters.Where(known => clusters.All(one => one.Name != known.Name)).Concat(clusters)
            .Where(one => one.HasTunnels() is not false))
        {
            WriteWarning(other.HasTunnels() is null
                ? $"Whether the cluster '{other}' has ambient namespaces is not known, and ztunnels from Istio 1.29.3 on refuse every "
                    + "chain with a name constraint. Read it first: Get-MeshCluster."
                : IstioBehavior.ZtunnelRefusesNameConstraints(other.IstioVersion)
                ? $"The cluster '{other}' has ambient namespaces, and its ztunnel {other.IstioVersion} refuses every chain with a name "
                    + "constraint: leave -NameConstraint out where its workloads call these clusters, or are called by them."
                : $"The cluster '{other}' has ambient namespaces, and its ztunnel {other.IstioVersion} looks over name constraints: there "
                    + "they bind nobody.");
        }
    }

    private MeshException OneOnly(int count) => new(
        MeshErrorId.CertificateRequestInvalid,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"The request '{RequestPath}' is of one cluster, and {count} are named."),
        "Name the cluster that made the request.",
        RequestPath);

    private MeshException NoNewKey() => new(
        MeshErrorId.CertificateRequestInvalid,
        MeshErrorKind.InvalidArgument,
        $"-KeyAlgorithm is for a new key, and the request '{RequestPath}' brings its own.",
        "Leave -KeyAlgorithm out; Export-MeshCertificateRequest -KeyAlgorithm chooses it where the key is made.",
        RequestPath);
}
