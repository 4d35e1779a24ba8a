using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Services;

/// <summary>Pods, by what is declared of them: those of a template, or one alone.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Label">Their labels.</param>
/// <param name="ServiceAccount">What they run as.</param>
/// <param name="NamedPort">The ports that their containers name, by name.</param>
internal sealed record Workload(string Namespace, LabelSet Label, string ServiceAccount, PortNumbers NamedPort)
{
    private const string NoServiceAccount = "default";

    /// <summary>The workload that a document declares, or null when it declares none that a Service could select.</summary>
    public static Workload? Of(KubernetesDocument document, string defaultNamespace)
    {
        var apps = ObjectGroup.Is(document.Content, "apps") || ObjectGroup.Is(document.Content, "extensions");
        return document.Content.Text("kind") switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" when apps => OfTemplate(document, defaultNamespace),
            "ReplicaSet" when apps && !IsOfDeployment(document) => OfTemplate(document, defaultNamespace),
            "Pod" when ObjectGroup.Is(document.Content, "") && !IsFinished(document) =>
                OfPod(ObjectFields.Of(document), document.Content, defaultNamespace),
            _ => null,
        };
    }

    private static Workload OfTemplate(KubernetesDocument document, string defaultNamespace)
    {
        var fields = ObjectFields.Of(document);
        return OfPod(fields, fields.Map(fields.Spec, "template") ?? throw fields.Invalid("it has no spec.template"), defaultNamespace);
    }

    private static Workload OfPod(ObjectFields fields, UnstructuredMap pod, string defaultNamespace)
    {
        var spec = fields.Map(pod, "spec") ?? UnstructuredMap.Empty;
        var account = fields.Text(spec, "serviceAccountName") ?? fields.Text(spec, "serviceAccount") ?? NoServiceAccount;
        if (!DnsName.IsSubdomain(account)) throw fields.Invalid($"its service account '{account}' is no DNS name");
        return new(
            fields.Namespace(defaultNamespace), fields.Labels(fields.Map(pod, "metadata") ?? UnstructuredMap.Empty, "labels"), account,
                NamedPorts(spec));
    }

    private static PortNumbers NamedPorts(UnstructuredMap spec) => PortNumbers.Create(
        from container in spec.Maps("containers")
        from port in container.Maps("ports")
        where port.Text("name") is not null && port.Number("containerPort") is >= 1 and <= 65535
        select new KeyValuePair<string, int>(port.Text("name")!, (int)port.Number("containerPort")!));

    /// <summary>A Deployment keeps the ReplicaSets of its former templates, scaled to nothing, for rollbacks.</summary>
    private static bool IsOfDeployment(KubernetesDocument document) =>
        document.Content.Map("metadata")?.Maps("ownerReferences").Any(owner => owner.Text("kind") == "Deployment") is true;

    private static bool IsFinished(KubernetesDocument document) => PodObjects.IsOver(document.Content);
}
