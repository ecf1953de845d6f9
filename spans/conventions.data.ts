// Generated from @sentry/conventions by scripts/generate-conventions.ts: run `npm run generate`.
import type { ConventionsData } from "./conventions.ts";

export const conventionsData: ConventionsData = {
  version: "0.33.0",
  ops: "app app.update.check app.update.download browser browser.cache browser.connect browser.dns browser.dom_content_loaded_event browser.load_event browser.paint browser.redirect browser.request browser.response browser.tls_ssl browser.unload_event cache cache.get cache.put cache.remove console db db.query file function function.aws function.azure function.gcp gen_ai.chat gen_ai.create_agent gen_ai.decide gen_ai.embeddings gen_ai.execute_tool gen_ai.extract gen_ai.generate_content gen_ai.invoke_agent gen_ai.memory.client gen_ai.text_completion graphql grpc handler http http.client http.client.stream http.server mark mcp.notification.client_to_server mcp.notification.server_to_client mcp.server measure middleware navigation navigation.redirect object.copy object.delete object.get object.head object.list object.multipart_upload.abort object.multipart_upload.complete object.multipart_upload.create object.put object.upload_part pageload queue queue.create queue.process queue.publish queue.receive queue.settle resource resource.audio resource.css resource.frame resource.icon resource.iframe resource.img resource.link resource.object resource.other resource.ping resource.script resource.track resource.video resource.worker router rpc serialize subprocess template turbo_module ui ui.action ui.action.click ui.interaction.click ui.interaction.drag ui.interaction.hover ui.interaction.press ui.long_animation_frame ui.long_task ui.mount ui.render ui.resolve ui.task ui.unmount ui.update ui.webvital.cls ui.webvital.lcp view view.render websocket",
  deprecatedOps:
    "ai.chat_completions.create.cohere=gen_ai.chat ai.embeddings.create.cohere=gen_ai.embeddings db.redis=db.query event.django=function function.nextjs=function function.remix=function gen_ai.evaluate=gen_ai.decide gen_ai.handoff gen_ai.rerank gen_ai.responses=gen_ai.chat middleware.django=middleware middleware.litestar=middleware middleware.litestar.receive=middleware middleware.litestar.send=middleware middleware.starlette=middleware middleware.starlette.receive=middleware middleware.starlette.send=middleware middleware.starlite=middleware middleware.starlite.receive=middleware middleware.starlite.send=middleware queue.submit.arq=queue.publish queue.submit.celery=queue.publish queue.submit.django=queue.publish queue.submit.huey=queue.publish queue.submit.ray=queue.publish queue.task.arq=queue.process queue.task.celery=queue.process queue.task.dramatiq=queue.process queue.task.huey=queue.process queue.task.ray=queue.process queue.task.rq=queue.process ui.angular=ui.mount ui.ember ui.livewire ui.react ui.react.mount=ui.mount ui.react.render=ui.render ui.react.update=ui.update ui.svelte ui.vue view.authenticate=view view.response.render=view.render",
  attributes: {
    boolean: {
      "app.": "in_foreground vitals.start.prewarmed",
      "aws.": "dynamodb.consistent_read dynamodb.scan_forward",
      "": "blocked_main_thread",
      "cache.": "hit write",
      "culture.": "is_24_hour_format",
      "device.": "charging low_memory low_power_mode online simulator",
      "exception.": "escaped",
      "faas.": "coldstart",
      "flag.": "evaluation.<key>",
      "gen_ai.": "response.streaming",
      "http.": "request.same_origin",
      "integrity.": "report_only",
      "jvm.": "thread.daemon",
      "messaging.":
        "bullmq.queue.drain.delay bullmq.worker.do_not_wait_active bullmq.worker.force_close kafka.message.tombstone",
      "os.": "rooted",
      "sentry.": "dsc.sampled http.prefetch is_localhost is_remote main_thread mobile replay_is_buffering",
      "ui.": "contributes_to_ttfd contributes_to_ttid",
    },
    double: {
      "app.":
        "vitals.frames.frozen.rate vitals.frames.slow.rate vitals.stall.duration vitals.stall.percentage vitals.start.cold.value vitals.start.warm.value vitals.ttfd.value vitals.ttid.value",
      "art.": "gc.blocking_time gc.total_time gc.waiting_time",
      "aws.":
        "dynamodb.provisioned_read_capacity dynamodb.provisioned_write_capacity lambda.execution_duration_in_millis lambda.remaining_time_in_millis",
      "browser.":
        "performance.navigation.activation_start performance.time_origin web_vital.cls.value web_vital.fcp.value web_vital.fp.value web_vital.inp.input_delay web_vital.inp.presentation_delay web_vital.inp.processing_duration web_vital.inp.value web_vital.lcp.element_render_delay web_vital.lcp.resource_load_delay web_vital.lcp.resource_load_duration web_vital.lcp.value web_vital.ttfb.request_time web_vital.ttfb.value",
      "device.": "battery_level battery_temperature processor_frequency screen_density",
      "gen_ai.":
        "context.utilization cost.cache_creation.input_tokens cost.cache_read.input_tokens cost.input_tokens cost.output_tokens cost.reasoning.output_tokens cost.total_tokens request.frequency_penalty request.presence_penalty request.temperature request.top_p response.time_to_first_chunk response.tokens_per_second",
      "heroku.": "router.connect router.service",
      "http.":
        "request.connect_start request.connection_end request.domain_lookup_end request.domain_lookup_start request.fetch_start request.redirect_end request.redirect_start request.request_start request.response_end request.response_start request.secure_connection_start request.time_to_first_byte request.worker_start server.request.time_in_queue",
      "mcp.": "progress.current progress.percentage progress.total",
      "nel.": "sampling_fraction",
      "react_native.": "module.duration.max module.duration.total module.top.duration",
      "score.": "<key> ratio.<key> total weight.<key>",
      "sentry.": "client_sample_rate exclusive_time server_sample_rate",
      "ui.": "element.load_time element.render_time",
    },
    integer: {
      "app.":
        "vitals.frames.delay.value vitals.frames.frozen.count vitals.frames.slow.count vitals.frames.total.count",
      "art.":
        "gc.blocking_count gc.pre_oome_count gc.total_count memory.free memory.free_until_gc memory.free_until_oome memory.max memory.total",
      "aws.":
        "dynamodb.count dynamodb.limit dynamodb.scanned_count dynamodb.segment dynamodb.table_count dynamodb.total_segments s3.part_number",
      "browser.":
        "bfcache.not_restored_reason_count navigation.id script.source_char_position web_vital.lcp.load_time web_vital.lcp.render_time web_vital.lcp.size",
      "cache.": "item_age item_size ttl",
      "client.": "port",
      "cloudflare.":
        "d1.duration d1.rows_read d1.rows_written durable_object.query.bindings durable_object.response.rows_read durable_object.response.rows_written r2.request.part_number workflow.attempt workflow.retries.limit",
      "code.": "line.number",
      "db.": "operation.batch.size",
      "device.":
        "external_free_storage external_storage_size free_memory free_storage memory.estimated_capacity memory_size processor_count screen_dpi screen_height_pixels screen_width_pixels storage_size usable_memory",
      "event.": "id",
      "faas.": "duration_in_ms max_memory",
      "file.": "size",
      "gen_ai.":
        "context.window_size memory.record.count request.max_tokens request.top_k tool.call.result.size usage.cache_creation.input_tokens usage.cache_read.input_tokens usage.input_tokens usage.output_tokens usage.reasoning.output_tokens usage.total_tokens",
      "grpc.": "error.retry_info.retry_delay_ms",
      "http.":
        "request.body.decoded_size request.body.size request.duration request.resend_count response.body.decoded_size response.body.size response.size response.status_code",
      "mcp.": "prompt.result.message_count protocol.ready",
      "messaging.":
        "batch.message_count bullmq.job.attempt_finished_timestamp bullmq.job.processed_timestamp bullmq.queue.clean.count bullmq.queue.clean.limit bullmq.queue.event.max_length bullmq.queue.grace bullmq.queue.rate_limit bullmq.worker.rate_limit kafka.offset message.body.size message.envelope.size message.receive.latency message.retry.count",
      "nel.": "elapsed_time",
      "network.": "connection.rtt local.port peer.port",
      "process.": "pid",
      "react_native.": "module.call.count module.call.distinct_count module.error.count",
      "sentry.": "status_code timestamp.sequence",
      "server.": "port",
      "thread.": "id",
      "ui.": "element.height element.width",
      "url.": "port",
      "vercel.": "proxy.response_byte_size proxy.status_code proxy.timestamp status_code",
    },
    string: {
      "angular.": "version",
      "app.":
        "build identifier name start_time version vitals.start.reason vitals.start.screen vitals.start.type",
      "aws.":
        "cloudwatch.logs.log_group cloudwatch.logs.log_stream cloudwatch.logs.url dynamodb.exclusive_start_table dynamodb.index_name dynamodb.item_collection_metrics dynamodb.projection dynamodb.select extended_request_id kinesis.stream_name lambda.initialization_type lambda.invoked_arn lambda.resource_mapping.id lambda.target_function.name lambda.web.endpoint_name request_id s3.bucket s3.copy_source s3.delete s3.key s3.upload_id secretsmanager.secret.arn secretsmanager.secret.name sns.topic.arn sqs.queue.url step_functions.activity.arn step_functions.activity.name step_functions.execution.arn step_functions.state_machine.arn step_functions.state_machine.name",
      "browser.":
        "bfcache.frame bfcache.outcome bfcache.reason name navigation.type paint.type report.type script.invoker script.invoker_type version web_vital.cls.source.<key> web_vital.inp.interaction_type web_vital.inp.target web_vital.lcp.element web_vital.lcp.id web_vital.lcp.url",
      "cache.": "operation",
      "": "channel id previous_route type",
      "client.": "address",
      "cloud.": "account.id availability_zone platform provider region resource_id",
      "cloudflare.":
        "r2.bucket r2.operation r2.request.delimiter r2.request.key r2.request.prefix workflow.retries.backoff workflow.retries.delay workflow.timeout",
      "code.": "file.path function function.name namespace",
      "culture.": "calendar display_name locale timezone",
      "db.":
        "collection.name driver.name namespace operation.name query.parameter.<key> query.summary query.text redis.connection redis.key response.status_code stored_procedure.name system.name user",
      "device.":
        "boot_time brand chipset class cpu_description family id locale manufacturer model model_id name orientation thermal_state timezone",
      "error.": "type",
      "event.": "name",
      "exception.": "message stacktrace type",
      "faas.":
        "cron document.collection document.name document.operation document.time entry_point identity instance invocation_id invoked_name invoked_provider invoked_region name time trigger version",
      "file.": "path",
      "gcp.":
        "function.context.event_id function.context.event_type function.context.id function.context.resource function.context.source function.context.specversion function.context.time function.context.timestamp function.context.type project.id",
      "gen_ai.":
        "agent.name conversation.id embeddings.input function_id input.messages memory.query.text memory.record.id memory.records memory.store.id operation.name operation.type output.messages pipeline.name prompt.name prompt.variable.<key> provider.name request.model request.reasoning.level request.seed response.finish_reasons response.id response.model system_instructions tool.call.arguments tool.call.result tool.definitions tool.description tool.name",
      "graphql.": "document operation.name operation.type processing.type",
      "grpc.":
        "error.debug_info.detail error.error_info.domain error.error_info.metadata.<key> error.error_info.reason error.resource_info.description error.resource_info.owner error.resource_info.resource_name error.resource_info.resource_type",
      "hapi.": "ext.type plugin.name type",
      "heroku.": "dyno.name error.code error.description logplex.drain_token router.request_id",
      "http.":
        "fragment query request.body.data request.method response.header.content-length response.status_text route",
      "integrity.": "blocked_url destination document_url",
      "jsonrpc.": "protocol.version request.id",
      "jvm.": "gc.action gc.name memory.pool.name memory.type thread.state",
      "koa.": "type",
      "logger.": "name",
      "mcp.":
        "auth.client.name cancelled.reason cancelled.request_id client.name client.title client.version lifecycle.phase logging.data_type logging.level logging.logger logging.message method.name progress.message progress.token prompt.result.<key>.content prompt.result.<key>.role prompt.result.description prompt.result.message_content prompt.result.message_role protocol.version request.argument.<key> request.argument.name request.argument.uri resource.protocol resource.uri server.name server.title server.version session.id transport",
      "mdc.": "<key>",
      "messaging.":
        "bullmq.flow.name bullmq.job.deduplication.key bullmq.job.key bullmq.job.name bullmq.job.scheduler.id bullmq.job.state bullmq.job.type bullmq.queue.jobs.state bullmq.worker.name client.id destination.connection destination.name destination.partition.id kafka.message.key message.conversation_id message.id operation.name operation.type rabbitmq.destination.routing_key system",
      "middleware.": "name",
      "nel.": "phase referrer type",
      "network.":
        "connection.effective_type connection.type local.address peer.address protocol.name protocol.version transport type",
      "os.": "build_id description kernel_version name raw_description theme type version",
      "otel.": "scope.name scope.version status_code status_description",
      "page.": "server_rendering.type",
      "params.": "<key>",
      "process.":
        "executable.name runtime.description runtime.engine.name runtime.engine.version runtime.name runtime.version",
      "react.": "version",
      "react_native.": "architecture module.kind module.method module.name module.top.name",
      "remix.": "action_form_data.<key>",
      "resource.": "render_blocking_status",
      "router.": "navigation.origin navigation.route.id navigation.type",
      "rpc.": "method response.status_code service system.name",
      "sentry.":
        "action cancellation_reason category description dist domain dsc.environment dsc.project_id dsc.public_key dsc.release dsc.sample_rate dsc.trace_id dsc.transaction environment event.serialized_breadcrumbs event.serialized_contexts event.serialized_extra event.serialized_meta graphql.operation group idle_span_finish_reason kind link.type message.parameter.<key> message.template metric.source module.<key> nextjs.ssr.function.route nextjs.ssr.function.type normalized_db_query normalized_db_query.hash normalized_description observed_timestamp_nanos op origin pageload.span_id platform profile_id profiler_id relay.ingress relay.pipeline release replay_id sdk.name sdk.version segment.id segment.name segment.name.source status status.message trace.status trace_lifecycle",
      "server.": "address",
      "service.": "name version",
      "session.": "id",
      "state.": "type",
      "sveltekit.": "load.environment load.node_id load.node_type tracing.original_name",
      "thread.": "name",
      "timber.": "tag",
      "tls.": "protocol.name protocol.version",
      "trpc.": "procedure_path procedure_type",
      "ui.": "component_name element.id element.identifier element.paint_type element.type element.url",
      "url.": "domain fragment full path path.parameter.<key> query scheme template",
      "user.":
        "email full_name geo.city geo.country_code geo.region geo.subdivision geo.subregion hash id ip_address name",
      "user_agent.": "original",
      "vercel.":
        "ai.settings.context.<key> ai.telemetry.metadata.<key> ai.tool_call.context.<key> branch build_id deployment_id destination edge_type entrypoint execution_region id ja3_digest ja4_digest log_type path project_id project_name proxy.cache_id proxy.client_ip proxy.host proxy.lambda_region proxy.method proxy.path proxy.path_type proxy.path_type_variant proxy.referer proxy.region proxy.scheme proxy.vercel_cache proxy.vercel_id proxy.waf_action proxy.waf_rule_id request_id source",
    },
    "string[]": {
      "aws.":
        "dynamodb.attribute_definitions dynamodb.attributes_to_get dynamodb.consumed_capacity dynamodb.global_secondary_index_updates dynamodb.global_secondary_indexes dynamodb.local_secondary_indexes dynamodb.table_names log.group.names log.stream.names",
      "cache.": "key tags",
      "db.": "redis.parameters",
      "device.": "archs",
      "gen_ai.": "request.stop_sequences",
      "grpc.":
        "error.bad_request.field_violations error.debug_info.stack_entries error.precondition_failure.violations error.quota_failure.violations",
      "http.": "request.header.<key> response.header.<key>",
      "messaging.":
        "bullmq.job.bulk.names bullmq.job.ids bullmq.worker.jobs_to_extend_locks bullmq.worker.stalled_jobs",
      "process.": "command_args",
      "sentry.": "sdk.integrations",
      "user.": "roles",
      "vercel.": "proxy.user_agent",
    },
  },
  replacements:
    "address=server.address ai.completion_tokens.used=gen_ai.usage.output_tokens ai.finish_reason=gen_ai.response.finish_reasons ai.frequency_penalty=gen_ai.request.frequency_penalty ai.function_call=gen_ai.tool.name ai.generation_id=gen_ai.response.id ai.input_messages=gen_ai.input.messages ai.model.id=gen_ai.request.model ai.model.provider=gen_ai.provider.name ai.model_id=gen_ai.request.model ai.pipeline.name=gen_ai.pipeline.name ai.preamble=gen_ai.system_instructions ai.presence_penalty=gen_ai.request.presence_penalty ai.prompt=gen_ai.input.messages ai.prompt.messages=gen_ai.input.messages ai.prompt.tools=gen_ai.tool.definitions ai.prompt_tokens.used=gen_ai.usage.input_tokens ai.response.id=gen_ai.response.id ai.response.model=gen_ai.response.model ai.response.text=gen_ai.output.messages ai.response.toolCalls=gen_ai.output.messages ai.responses=gen_ai.output.messages ai.seed=gen_ai.request.seed ai.streaming=gen_ai.response.streaming ai.temperature=gen_ai.request.temperature ai.texts=gen_ai.input.messages ai.toolCall.args=gen_ai.tool.call.arguments ai.toolCall.result=gen_ai.tool.call.result ai.tool_calls=gen_ai.output.messages ai.tools=gen_ai.tool.definitions ai.top_k=gen_ai.request.top_k ai.top_p=gen_ai.request.top_p ai.total_cost=gen_ai.cost.total_tokens ai.total_tokens.used=gen_ai.usage.total_tokens ai.usage.tokens=gen_ai.usage.total_tokens anthropic.tool_result.content=gen_ai.tool.call.result app.app_build=app.build app.app_identifier=app.identifier app.app_name=app.name app.app_start_time=app.start_time app.app_version=app.version app_start_cold=app.vitals.start.cold.value app_start_type=app.vitals.start.type app_start_warm=app.vitals.start.warm.value aws.kinesis.stream.name=aws.kinesis.stream_name aws.lambda.aws_request_id=faas.invocation_id aws.lambda.function_name=faas.name aws.lambda.function_version=faas.version aws.lambda.invoked_function_arn=aws.lambda.invoked_arn aws.operation_name=rpc.method aws.request.extended_id=aws.extended_request_id aws.request.id=aws.request_id aws.request.url=url.full aws_region=cloud.region cloudflare.d1.query_type=db.operation.name cls=browser.web_vital.cls.value cls.source.<key>=browser.web_vital.cls.source.<key> code=rpc.response.status_code code.filepath=code.file.path code.lineno=code.line.number connection.rtt=network.connection.rtt connectionType=network.connection.type db.mongodb.collection=db.collection.name db.name=db.namespace db.operation=db.operation.name db.params=db.query.parameter.<key> db.sql.bindings=db.query.parameter.<key> db.statement=db.query.text db.system=db.system.name device.connection_type=network.connection.type deviceMemory=device.memory.estimated_capacity dist=sentry.dist django.function_name=code.function.name django.middleware_name=middleware.name effectiveConnectionType=network.connection.effective_type environment=sentry.environment faas.execution=faas.invocation_id faas.id=cloud.resource_id fcp=browser.web_vital.fcp.value fp=browser.web_vital.fp.value frames.delay=app.vitals.frames.delay.value frames.frozen=app.vitals.frames.frozen.count frames.slow=app.vitals.frames.slow.count frames.total=app.vitals.frames.total.count frames_frozen_rate=app.vitals.frames.frozen.rate frames_slow_rate=app.vitals.frames.slow.rate fs_error=error.type gcp_region=cloud.region gen_ai.prompt=gen_ai.input.messages gen_ai.request.available_tools=gen_ai.tool.definitions gen_ai.request.messages=gen_ai.input.messages gen_ai.response.finish_reason=gen_ai.response.finish_reasons gen_ai.response.text=gen_ai.output.messages gen_ai.response.time_to_first_token=gen_ai.response.time_to_first_chunk gen_ai.response.tool_calls=gen_ai.output.messages gen_ai.system=gen_ai.provider.name gen_ai.system.message=gen_ai.system_instructions gen_ai.tool.input=gen_ai.tool.call.arguments gen_ai.tool.message=gen_ai.tool.call.result gen_ai.tool.output=gen_ai.tool.call.result gen_ai.usage.cache_creation_input_tokens=gen_ai.usage.cache_creation.input_tokens gen_ai.usage.cache_read_input_tokens=gen_ai.usage.cache_read.input_tokens gen_ai.usage.completion_tokens=gen_ai.usage.output_tokens gen_ai.usage.input_tokens.cache_write=gen_ai.usage.cache_creation.input_tokens gen_ai.usage.input_tokens.cached=gen_ai.usage.cache_read.input_tokens gen_ai.usage.output_tokens.reasoning=gen_ai.usage.reasoning.output_tokens gen_ai.usage.prompt_tokens=gen_ai.usage.input_tokens graphql.source=graphql.document hardwareConcurrency=device.processor_count http.client_ip=client.address http.decoded_response_content_length=http.response.body.decoded_size http.flavor=network.protocol.version http.host=server.address http.method=http.request.method http.request_content_length=http.request.body.size http.request_content_length_uncompressed=http.request.body.decoded_size http.request_method=http.request.method http.response_content_length=http.response.body.size http.response_content_length_uncompressed=http.response.body.decoded_size http.response_transfer_size=http.response.size http.scheme=url.scheme http.server_name=server.address http.status_code=http.response.status_code http.status_text=http.response.status_text http.url=url.full http.user_agent=user_agent.original inp=browser.web_vital.inp.value langchain.chain.name=gen_ai.pipeline.name lcp=browser.web_vital.lcp.value lcp.element=browser.web_vital.lcp.element lcp.id=browser.web_vital.lcp.id lcp.loadTime=browser.web_vital.lcp.load_time lcp.renderTime=browser.web_vital.lcp.render_time lcp.size=browser.web_vital.lcp.size lcp.url=browser.web_vital.lcp.url litestar.middleware_name=middleware.name mcp.prompt.name=gen_ai.prompt.name mcp.request.id=jsonrpc.request.id mcp.tool.name=gen_ai.tool.name mcp.tool.result.content=gen_ai.tool.call.result mcp.tool.result.is_error=error.type messaging.conversation_id=messaging.message.conversation_id messaging.destination=messaging.destination.name messaging.message_id=messaging.message.id messaging.operation=messaging.operation.name messaging.protocol=network.protocol.name messaging.protocol_version=network.protocol.version messaging.rabbitmq.routing_key=messaging.rabbitmq.destination.routing_key messaging.url=url.full method=http.request.method navigation.origin=router.navigation.origin navigation.route.id=router.navigation.route.id navigation.type=router.navigation.type nel.sampling_function=nel.sampling_fraction net.host.ip=network.local.address net.host.name=server.address net.host.port=server.port net.peer.ip=network.peer.address net.peer.name=server.address net.peer.port=server.port net.protocol.name=network.protocol.name net.protocol.version=network.protocol.version net.sock.family=network.transport net.sock.host.addr=network.local.address net.sock.host.port=network.local.port net.sock.peer.addr=network.peer.address net.sock.peer.port=network.peer.port net.transport=network.transport os.build=os.build_id otel.kind=sentry.kind performance.activationStart=browser.performance.navigation.activation_start performance.timeOrigin=browser.performance.time_origin port=server.port profile_id=sentry.profile_id query=db.query.text query.<key>=url.query redis.command=db.operation.name redis.key=db.redis.key release=sentry.release replayId=sentry.replay_id replay_id=sentry.replay_id resource.deployment.environment=sentry.environment resource.deployment.environment.name=sentry.environment route=http.route rpc.grpc.status_code=rpc.response.status_code rpc.system=rpc.system.name runtime.name=process.runtime.name runtime.raw_description=process.runtime.description runtime.version=process.runtime.version sentry.browser.name=browser.name sentry.browser.version=browser.version sentry.frames.frozen=app.vitals.frames.frozen.count sentry.frames.slow=app.vitals.frames.slow.count sentry.frames.total=app.vitals.frames.total.count sentry.segment_id=sentry.segment.id sentry.sveltekit.navigation.from=router.navigation.origin sentry.sveltekit.navigation.type=router.navigation.type sentry.thread.id=thread.id sentry.transaction=sentry.segment.name sentry.user.email=user.email sentry.user.geo.city=user.geo.city sentry.user.geo.country_code=user.geo.country_code sentry.user.geo.region=user.geo.region sentry.user.geo.subdivision=user.geo.subdivision sentry.user.geo.subregion=user.geo.subregion sentry.user.id=user.id sentry.user.ip=user.ip_address sentry.user.username=user.name server.ext.type=hapi.ext.type server_name=server.address stall_percentage=app.vitals.stall.percentage stall_total_time=app.vitals.stall.duration starlette.middleware_name=middleware.name starlite.middleware_name=middleware.name subprocess.pid=process.pid time_to_full_display=app.vitals.ttfd.value time_to_initial_display=app.vitals.ttid.value transaction=sentry.segment.name ttfb=browser.web_vital.ttfb.value ttfb.requestTime=browser.web_vital.ttfb.request_time turbo_module.arch=react_native.architecture turbo_module.method=react_native.module.method turbo_module.name=react_native.module.name turbo_module.top_module=react_native.module.top.name turbo_module.top_module_duration_ms=react_native.module.top.duration turbo_module.total_call_count=react_native.module.call.count turbo_module.total_duration_ms=react_native.module.duration.total turbo_module.total_error_count=react_native.module.error.count turbo_module.unique_methods=react_native.module.call.distinct_count turbo_modules.total_call_count=react_native.module.call.count turbo_modules.total_duration_ms=react_native.module.duration.total turbo_modules.total_error_count=react_native.module.error.count turbo_modules.unique_methods=react_native.module.call.distinct_count url=url.full url.path.params.<key>=url.path.parameter.<key> url.same_origin=http.request.same_origin",
  statuses: {
    normalize:
      "db.operation db.statement environment gen_ai.request.available_tools gen_ai.response.finish_reason gen_ai.system gen_ai.tool.input gen_ai.tool.message gen_ai.tool.output method profile_id release replay_id transaction",
    transform: "gen_ai.request.messages gen_ai.response.text gen_ai.response.tool_calls",
    none: "db.params db.sql.bindings fs_error http.host mcp.tool.result.is_error net.peer.name net.peer.port net.sock.family net.transport query.<key> replayId route rpc.grpc.status_code",
  },
  withoutReplacement:
    "ai.citations ai.documents ai.is_search_required ai.metadata ai.raw_prompting ai.response.object ai.response.timestamp ai.response_format ai.schema ai.search_queries ai.search_results ai.tags ai.values ai.warnings browser.web_vital.cls.report_event browser.web_vital.lcp.report_event db.connection_string gen_ai.request.schema gen_ai.response.object gen_ai.tool.type http.target koa.name mcp.tool.result.<key>.content mcp.tool.result.<key>.content_type mcp.tool.result.<key>.data_size mcp.tool.result.<key>.mime_type mcp.tool.result.<key>.name mcp.tool.result.<key>.resource_mime_type mcp.tool.result.<key>.resource_uri mcp.tool.result.<key>.uri mcp.tool.result.content_count mcp.tool.result.content_type mcp.tool.result.data_size mcp.tool.result.mime_type mcp.tool.result.name mcp.tool.result.resource_mime_type mcp.tool.result.resource_uri mcp.tool.result.uri messaging.destination_kind net.sock.peer.name runtime.build sentry.report_event sentry.source sentry.span.source sentry.sveltekit.navigation.to sentry.trace.parent_span_id",
  otherTypes:
    "ai.prompt.tools=string[] ai.responses=string[] ai.texts=string[] ai.tool_calls=string[] ai.tools=string[] db.sql.bindings=string[] deviceMemory=string hardwareConcurrency=string mcp.tool.result.is_error=boolean rpc.grpc.status_code=integer",
};
