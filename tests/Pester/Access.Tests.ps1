# What a federation opens, and how a cluster is expelled, as people meet it: on real API servers, where ../shared/kube starts some.

BeforeDiscovery {
    $script = Join-Path $PSScriptRoot '../../../shared/kube/start.sh'
    $none = -not (Test-Path $script) -or -not (Get-Command kubectl, bash -ErrorAction Ignore | Measure-Object).Count
}

Describe 'Access between clusters' -Skip:$none {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
        $shared = (Resolve-Path (Join-Path $PSScriptRoot '../../../shared/kube')).Path
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mesh-access-$PID"
        $free = {
            $first = $_
            0, 1, 2, 10, 11, 12 | ForEach-Object {
                $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $first + $_)
                try { $listener.Start() } catch { return $false } finally { $listener.Stop() }
            }
        }
        $port = 23443..23943 | Where-Object { $_ % 20 -eq 3 } | Where-Object { (& $free) -notcontains $false } | Select-Object -First 1
        & bash (Join-Path $shared 'start.sh') -n 2 -d $folder -p $port -c 2>&1 | Out-Null
        $kubeconfig = Join-Path $folder kubeconfig

        function Invoke-Kubectl { $input | & kubectl --kubeconfig $kubeconfig --context cluster2 @args 2>&1 | Out-String }
        function Get-Objects { Invoke-Kubectl get 'serviceentries,virtualservices,destinationrules,gateways.networking.istio.io' -A -o name }
        $null = Invoke-Kubectl create namespace istio-system
        $null = & kubectl --kubeconfig $kubeconfig --context cluster1 create namespace istio-system 2>&1

        # Somebody lets in whoever is of the namespace default, and thinks of the own cluster.
        @'
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: theirs, namespace: default}
spec: {rules: [{from: [{source: {namespaces: [default]}}]}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: "trustDomain: cluster2\ncaCertificates:\n- trustDomains: [cluster1]\n"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}
spec: {selector: {matchLabels: {app: istiod}}, template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery, image: 'docker.io/istio/pilot:1.30.3'}]}}}
'@ | Invoke-Kubectl apply -f - | Out-Null

        $one = New-MeshCluster cluster1 -Kubeconfig $kubeconfig -GatewayAddress 192.0.2.1 -TrustDomain cluster1
        $two = New-MeshCluster cluster2 -Kubeconfig $kubeconfig -GatewayAddress 192.0.2.2 -TrustDomain cluster2
        $service = New-MeshServiceEntry reviews -Selector app=reviews -Port http:9080 -Cluster $two -ClientCluster $one
        $federation = @{ Name = 'shop'; Confirm = $false; SettleTime = '0'; WarningAction = 'SilentlyContinue' }
    }

    AfterAll {
        & bash (Join-Path $shared 'stop.sh') -d $folder --purge 2>&1 | Out-Null
    }

    It 'is refused where callers would get past a policy that nobody wrote for them, and the policy is named' {
        { $service | Publish-MeshFederation @federation -ErrorVariable said -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'MeshAccessWidened,*'
        try { $service | Publish-MeshFederation @federation -ErrorVariable said -ErrorAction SilentlyContinue } catch { }
        "$said" | Should -BeLike '*a rule of AuthorizationPolicy/default/theirs allows it*'
        Get-Objects | Should -Not -BeLike '*reviews*'
    }

    It 'is published with -AcceptWidening, and what was accepted is said' {
        $service | Publish-MeshFederation @federation -AcceptWidening -WarningVariable told | Out-Null
        "$told" | Should -BeLike '*AuthorizationPolicy/default/theirs*It was accepted.*'
        Get-Objects | Should -BeLike '*gateway*'
    }

    It 'needs no such word with a policy of ours' {
        { $service | New-MeshAccessPolicy web | Publish-MeshFederation @federation } | Should -Not -Throw
        Invoke-Kubectl get authorizationpolicies -n default -o name | Should -BeLike '*reviews*'
    }

    It 'is looked at before a cluster is expelled: -WhatIf changes nothing' {
        $before = Invoke-Kubectl get configmap istio -n istio-system -o yaml
        Remove-MeshClusterTrust $one -From $two -WhatIf -WarningVariable told -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$told" | Should -BeLike '*cluster1*'
        Invoke-Kubectl get configmap istio -n istio-system -o yaml | Should -Be $before
    }

    It 'is taken from a cluster that is expelled' {
        $patch = Remove-MeshClusterTrust $one -From $two -Confirm:$false -WarningAction SilentlyContinue
        $patch.IsApplied | Should -BeTrue
        $patch.TrustDomain | Should -Be cluster1
        Invoke-Kubectl get configmap istio -n istio-system -o 'jsonpath={.data.mesh}' | Should -Not -BeLike '*cluster1*'
    }
}
