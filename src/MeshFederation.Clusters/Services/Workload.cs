using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Services;

/// <summary>Pods, by what is declared of them: those of a template, or one alone.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Label">Their labels.</param>
/// <param name="ServiceAccount">What they run as.</param>
/// <param name="NamedPort">The ports that their containers name, by name.</param>
internal sealed record Workload(string Namespace, LabelSet Label, string ServiceAccount, PortNumbers NamedPort)
{
    /// <summary>The workload that a document declares, or null when it declares none that a Service could select.</summary>
    public static Workload? Of(KubernetesDocument document, string defaultNamespace)
    {
        var content = document.Content;
        if (PodTemplates.StandsForPods(content.Text("apiVersion") ?? ResourceKinds.Deployment.ApiVersion, content))
            return OfTemplate(document, defaultNamespace);
        return DocumentKind.Is(content, ReadKind.Pod) && !PodObjects.IsOver(content)
            ? OfPod(ObjectFields.Of(document), content, defaultNamespace)
            : null;
    }

    private static Workload OfTemplate(KubernetesDocument document, string defaultNamespace)
    {
        var fields = ObjectFields.Of(document);
        var template = fields.Map(fields.Spec, PodTemplates.Field) ?? throw fields.Invalid("it has no spec.template");
        return OfPod(fields, template, defaultNamespace);
    }

    private static Workload OfPod(ObjectFields fields, UnstructuredMap pod, string defaultNamespace)
    {
        var spec = fields.Map(pod, "spec") ?? UnstructuredMap.Empty;
        var account = PodObjects.Account(name => fields.Text(spec, name));
        if (!DnsName.IsSubdomain(account)) throw fields.Invalid($"its service account '{account}' is no DNS name");
        return new(
            fields.Namespace(defaultNamespace), fields.Labels(fields.Map(pod, "metadata") ?? UnstructuredMap.Empty, "labels"), account,
                NamedPorts(spec));
    }

    private static PortNumbers NamedPorts(UnstructuredMap spec) => PortNumbers.Create(
        from container in spec.Maps("containers")
        from port in container.Maps("ports")
        where port.Text("name") is not null && port.Number("containerPort") is { } number && PortRange.Has(number)
        select new KeyValuePair<string, int>(port.Text("name")!, (int)port.Number("containerPort")!));
}
